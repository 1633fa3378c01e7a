/**
 * What most passwords of lists of leaked ones are made of, by itself, repeated, or with figures and signs around it.
 * Written down by hand from what the rankings that were published agree on (NCSC and Have I Been Pwned, 2019; NordPass,
 * 2023), without insults; and the longer ones that people choose who must choose something long.
 */
const words = `
password passwort passwd pass passphrase contrasena contraseña motdepasse senha parola salasana haslo geheim secret access
admin administrator administrador root user username login welcome welcometo letmein letmeinnow openup opensesame changeme
changeit changethis default guest temp temporary test testing tester demo example sample system server computer internet
qwerty qwertyu qwertyui qwertyuiop qwertz qwertzuiop azerty azertyuiop asdf asdfgh asdfghj asdfghjkl zxcv zxcvbn zxcvbnm
qazwsx qazwsxedc qweasd qweasdzxc qwerasdf asdfqwer zaqxsw wasd abc abcd abcde abcdef abcdefg abcdefgh abcabc aaa
iloveyou iloveu loveyou love lovely loveme lover forever foreverlove iloveyouforever iloveyousomuch iloveyoubaby imissyou
sunshine princess prince angel babygirl baby honey sweetheart sweetie darling beautiful flower butterfly rainbow chocolate
cookie peanut pepper ginger cheese banana orange apple cherry strawberry purple yellow green blue red black silver gold
monkey dragon tiger lion eagle falcon phoenix shark dolphin panda bear bunny kitty kitten puppy dog doggie cat fish horse
football baseball basketball hockey soccer rugby cricket tennis golf golfer liverpool arsenal chelsea everton manchester
manchesterunited tottenham newcastle celtic rangers barcelona realmadrid juventus milan benfica ajax westham leeds
leedsunited astonvilla yankees cowboys lakers steelers packers eagles redsox patriots raiders dallas chicago
superman batman spiderman ironman superstar pokemon pikachu naruto starwars startrek harrypotter hogwarts gandalf matrix
minecraft fortnite callofduty nintendo playstation xbox mario luigi zelda sonic gamer blink metallica nirvana slipknot
eminem onedirection beatles elvis slayer mustang ferrari porsche mercedes corvette camaro harley yamaha honda toyota
london england scotland wales ireland britain unitedkingdom cardiff glasgow dublin paris france berlin germany deutschland
america unitedstates newyork california texas florida canada australia india pakistan bangladesh nigeria africa brazil
michael michelle jennifer jessica ashley nicole daniel andrew joshua matthew anthony robert thomas george charlie charles
jordan justin william james john david richard joseph christopher christian samantha amanda elizabeth stephanie victoria
hannah sophie emily sarah rachel laura maria anna andrea alexander alexandra benjamin jonathan patrick thunder maggie buster
hunter ranger killer master shadow warrior soldier knight king queen boss hero legend ninja pirate cowboy maverick
summer winter spring autumn january february march april june july august september october november december monday
tuesday wednesday thursday friday saturday sunday springtime summertime christmas easter happy happybirthday birthday
freedom liberty heaven jesus jesuschrist godisgood godislove iloveyoujesus iloveyougod blessed blessing faith hope trinity
whatever nothing something anything everything trustno trustnoone fuckoff idontknow dontknow idontcare ihateyou whatsup
hello hellohello hellothere helloworld hithere goodbye thankyou thanks please sorry nopassword nopasswordhere mypassword
mypasswordis thisismypassword thisisapassword thisispassword passwordispassword yourpassword newpassword oldpassword
passwordpassword adminpassword rootpassword userpassword password123 passwordone secretpassword supersecret topsecret
supersecretpassword notapassword correcthorsebatterystaple correcthorse tobeornottobe tobeornottobethatisthequestion
maytheforcebewithyou quickbrownfox thequickbrownfox onceuponatime livelaughlove liverpoolfc youllneverwalkalone
myfamily family familyfirst mother father mommy daddy mylove mylife mybaby myangel children brother sister friend friends
friendship bestfriend bestfriends bestfriendsforever beautifulgirl handsome success money moneymoney dollar business company
office work workwork google facebook instagram twitter youtube yahoo hotmail gmail microsoft windows samsung iphone android
iloveyoumom iloveyoudad iloveyoumum missyou kissme hugsandkisses sexy hottie pretty prettygirl cutie diamond crystal
jasmine rose rosebud lily daisy sunflower star stars starlight moonlight sunset ocean mountain river water fire phantom
police policeofficer officer government council council charity referral safeguarding caseworker support supportworker
socialwork socialworker homeoffice helpdesk helpline`;

export const triedFirst: ReadonlySet<string> = new Set(words.split(/\s+/).filter(Boolean));
