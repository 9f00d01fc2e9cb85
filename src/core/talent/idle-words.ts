import { soundKey } from "./fold.ts";

/** Words that say nothing of who is looked for: grammar, asking, and what every brief and every profile holds. */
const LISTS = [
  "a an the and or of for in on at to with who whom whose which is are be been was were has have had can could must should would will do does need needs needed want wants wanted looking look looks find search casting cast require required requirement i we me my our us you your please it its this that these those very some any one from by as than then so if but not no only also too just like such somebody someone anyone person people actor actors actress actresses talent talents artist role roles character part play plays played playing comes best remembered usually person screen background years year old age aged between and around about type kind good great based wears wearing wear lives living guy guys mard aadmi admi preferably preferred preference ideally",
  "ek ka ki ke ko se mein me hai hain ho hoon tha thi raha rahi rahe kar karna karne karta karti karte kiya kiye hui hua jo jis jise jisko jiska jiski woh wo yeh ye is us koi kuch kuchh bhi hi to toh na nahi nahin aur ya par pe tak liye wala wali wale chahiye chaiye chahie dikhao dikhaiye dikhana dikhne dikhta dikhti dhoondho dhundo dhundho dhoondhna dhundhna talash khoj laao lao bolta bolti bolte bolne aata aati aate aani aana rehta rehti rehne rahne insaan insan aisa aisi aise jaisa jaisi kirdar kirdaar bhumika rol kalakar abhineta abhinetri ban sake sakta sakti sakte banna umar umr saal sal beech lagbhag hamein hame mujhe mujhko chahta chahti hum main log vyakti milna milte milta zyada bahut thoda sirf bas wahi dono donon nibhaya nibhayi nibhaye lie liye",
  "ahe aahe ahet aahet asel asava asavi asave asleli aslela asa ashi ase hava havi havya pahije pahijet la ne ni ani aani kinva va ji je ti te hya ya tya kon koni konitari ekhada ekhadi ekhade shodha shodhat dakhva dakhava dya dakhav karnyasathi sakarnyasathi sakarnara sakarala sakarla sathi mhanun bolnara bolnari bolnarya bolta yeta rahnara rahnari rahanara yethil yethe madhye madhil yayla yayala yeil yenara yenari vay varshe varsh vayacha vayachi bhumikesathi vyaktirekha kalavant amhala mala amhi khup thoda fakt",
];

const IDLE = new Set(LISTS.flatMap((list) => list.split(" ")).map(soundKey));

export const isIdle = (word: string) => IDLE.has(soundKey(word));
