/** Pictures as cameras and programs leave them: with the place, the time and the device written beside the pixels. */
import sharp from 'sharp';

export interface Scene {
  readonly width?: number;
  readonly height?: number;
  readonly colour?: string;
  readonly as?: 'jpeg' | 'png' | 'webp' | 'tiff' | 'avif';
}

/** Everything that must not be found in a copy. */
export const told = ['Zqplace', 'Zqcamera', 'Zqkeyword'] as const;

const xmp = `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
  xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/"
  xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" exif:GPSLatitude="51,30.0N" exif:GPSLongitude="0,7.5W"
  photoshop:City="Zqplace"/></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`;

export function photograph(scene: Scene = {}): Promise<Buffer> {
  const { width = 320, height = 240, colour = '#886644', as = 'jpeg' } = scene;
  return sharp({ create: { width, height, channels: 3, background: colour } })
    .withExif({
      IFD0: { Make: 'Zqcamera', Model: 'Zqcamera 9', Artist: 'Zqkeyword' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '51/1 30/1 0/1',
        GPSLongitudeRef: 'W',
        GPSLongitude: '0/1 7/1 30/1',
      },
    })
    .withXmp(xmp)
    .toFormat(as)
    .toBuffer();
}
