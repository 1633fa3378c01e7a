import type { Components } from '../../../../platform/views/components.generated.ts';
import { definePage, type PageView } from '../../../../platform/views/page.ts';
import { secretView } from '../view.ts';

/** A new secret of another system, which is shown this once. */
export interface SecretView extends PageView {
  readonly name: string;
  readonly warning: Components['govukWarningText'];
  readonly facts: Components['govukSummaryList'];
  readonly next: string;
}

export const page = definePage<SecretView>({
  name: 'organisations/client-secret',
  template: 'contexts/organisations/clients/pages/secret.njk',
  examples: {
    made: words =>
      secretView(
        { words },
        {
          client: { clientId: '00000000-0000-7000-8000-000000000001', name: 'Casebook of Northland' },
          secret: 'nrms_example-example-example-example-example-exa',
        },
      ),
  },
});
