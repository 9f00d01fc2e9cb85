/**
 * What the people of the judged set are, apart from the fields of a profile, and how each is said. Whoever writes a profile
 * and whoever asks for one both draw from these ways of saying it, each for themselves and in any language; grades are given
 * by the concept, never by the words.
 */

export type Tongue = "en" | "hinglish" | "hi" | "mr";
export type Kind = "part" | "look" | "manner" | "training";

export type Concept = {
  id: string;
  kind: Kind;
  /** Concepts of one family are near each other: a soldier for a cop. */
  family: string;
  /** The only gender that plays it. */
  only?: "female" | "male";
  said: Record<Tongue, string[]>;
};

const concept =
  (kind: Kind) =>
  (id: string, family: string, [en, hinglish, hi, mr]: [string, string, string, string], only?: "female" | "male") => {
    const ways = (list: string) => list.split("; ");
    const said = { en: ways(en), hinglish: ways(hinglish), hi: ways(hi), mr: ways(mr) };
    return { id, kind, family, said, ...(only && { only }) } satisfies Concept;
  };
const part = concept("part");
const look = concept("look");
const manner = concept("manner");
const training = concept("training");

export const CONCEPTS: Concept[] = [
  part("cop", "force", [
    "a police inspector; a cop; a constable on the beat; an ACP",
    "police inspector; thanedar; hawaldar; pulis wala",
    "पुलिस इंस्पेक्टर; थानेदार; हवलदार; दरोगा",
    "पोलीस निरीक्षक; पोलीस अधिकारी; हवालदार; फौजदार",
  ]),
  part("soldier", "force", [
    "a soldier; an army officer; a border jawan",
    "fauji; sainik; army jawan",
    "फौजी; सैनिक; सेना का जवान",
    "सैनिक; जवान; लष्करी अधिकारी",
  ]),
  part("detective", "force", [
    "a private detective; a spy; a secret agent",
    "jasoos; private detective; khufiya agent",
    "जासूस; निजी जासूस; खुफिया एजेंट",
    "गुप्तहेर; डिटेक्टिव्ह; हेर",
  ]),
  part("doctor", "medicine", [
    "a doctor; a surgeon; a physician",
    "doctor; daaktar; surgeon",
    "डॉक्टर; चिकित्सक; सर्जन",
    "डॉक्टर; वैद्य; शल्यविशारद",
  ]),
  part("nurse", "medicine", [
    "a nurse; a hospital ward sister; a midwife",
    "nurse; naras; daai",
    "नर्स; परिचारिका; दाई",
    "परिचारिका; नर्स; सुईण",
  ]),
  part("lawyer", "court", [
    "a lawyer; an advocate; a public prosecutor",
    "vakeel; advocate; sarkari wakil",
    "वकील; अधिवक्ता; सरकारी वकील",
    "वकील; सरकारी वकील; अ‍ॅडव्होकेट",
  ]),
  part("judge", "court", [
    "a judge; a magistrate; a high court justice",
    "judge sahab; nyayadhish; magistrate",
    "जज; न्यायाधीश; मजिस्ट्रेट",
    "न्यायाधीश; न्यायमूर्ती; जज",
  ]),
  part("teacher", "school", [
    "a school teacher; a professor; a headmaster",
    "teacher; masterji; adhyapak; professor",
    "अध्यापक; शिक्षक; मास्टरजी; प्रोफेसर",
    "शिक्षक; मुख्याध्यापक; प्राध्यापक",
  ]),
  part("student", "school", [
    "a college student; a hostel kid; an exam topper",
    "college student; vidyarthi; hostel wala student",
    "कॉलेज का छात्र; विद्यार्थी; हॉस्टल का छात्र",
    "महाविद्यालयीन विद्यार्थी; कॉलेजचा विद्यार्थी; विद्यार्थी",
  ]),
  part(
    "mother",
    "family",
    ["a mother; a mom of two; a single mother", "maa; mummy; akeli maa", "माँ; मम्मी; अकेली माँ", "आई; एकल माता; सोशिक आई"],
    "female",
  ),
  part(
    "grandmother",
    "family",
    [
      "a grandmother; a granny; the old lady of the house",
      "dadi; nani; buzurg dadi",
      "दादी; नानी; बूढ़ी दादी",
      "आजी; म्हातारी आजी; पणजी",
    ],
    "female",
  ),
  part(
    "father",
    "family",
    ["a father; a dad; a worried parent", "pitaji; papa; baap", "पिता; पापा; बाप", "वडील; बाबा; बाप"],
    "male",
  ),
  part("gangster", "crime", [
    "a gangster; a mafia don; an underworld boss",
    "gangster; bhai type gunda; underworld don",
    "गैंगस्टर; गुंडा; अंडरवर्ल्ड डॉन",
    "गुंड; टोळीचा म्होरक्या; अंडरवर्ल्ड डॉन",
  ]),
  part("thief", "crime", [
    "a thief; a pickpocket; a con artist",
    "chor; jebkatra; thug",
    "चोर; जेबकतरा; ठग",
    "चोर; पाकीटमार; भामटा",
  ]),
  part("farmer", "village", [
    "a farmer; a peasant; a labourer in the fields",
    "kisan; khet mazdoor; kisaan",
    "किसान; खेतिहर मजदूर; काश्तकार",
    "शेतकरी; शेतमजूर; बळीराजा",
  ]),
  part(
    "headman",
    "village",
    [
      "a village headman; a sarpanch; a landlord",
      "sarpanch; zamindar; gaon ka mukhiya",
      "सरपंच; ज़मींदार; गाँव का मुखिया",
      "सरपंच; गावचा पाटील; जमीनदार",
    ],
    "male",
  ),
  part("journalist", "press", [
    "a journalist; a news reporter; a TV anchor",
    "patrakar; reporter; news anchor",
    "पत्रकार; रिपोर्टर; न्यूज़ एंकर",
    "पत्रकार; बातमीदार; वृत्तनिवेदक",
  ]),
  part("politician", "power", [
    "a politician; a minister; an MLA",
    "neta; mantri; vidhayak",
    "नेता; मंत्री; विधायक",
    "राजकारणी; मंत्री; आमदार",
  ]),
  part(
    "queen",
    "royal",
    ["a queen; a maharani; an empress", "rani; maharani; malika", "रानी; महारानी; मलिका", "राणी; महाराणी; सम्राज्ञी"],
    "female",
  ),
  part(
    "king",
    "royal",
    ["a king; a maharaja; an emperor", "raja; maharaja; badshah", "राजा; महाराजा; बादशाह", "राजा; महाराजा; सम्राट"],
    "male",
  ),
  part("priest", "faith", [
    "a priest; a holy man; a monk",
    "pujari; sadhu; pandit ji",
    "पुजारी; साधु; पंडित",
    "पुजारी; साधू; भटजी",
  ]),
  part("driver", "street", [
    "a taxi driver; a cabbie; a rickshaw driver",
    "taxi driver; auto wala; rickshaw chalak",
    "टैक्सी ड्राइवर; ऑटोवाला; रिक्शा चालक",
    "टॅक्सी चालक; रिक्षावाला; ड्रायव्हर",
  ]),
  part("shopkeeper", "street", [
    "a shopkeeper; a grocer; a street vendor",
    "dukandar; kirana wala; thele wala",
    "दुकानदार; किराने वाला; फेरीवाला",
    "दुकानदार; वाणी; फेरीवाला",
  ]),
  part("cook", "house", [
    "a cook; a chef; a kitchen hand",
    "bawarchi; rasoiya; chef",
    "रसोइया; बावर्ची; हलवाई",
    "स्वयंपाकी; आचारी; शेफ",
  ]),
  part("maid", "house", [
    "a house maid; a domestic worker; a servant",
    "kaamwali; naukar; bai",
    "कामवाली; नौकर; घरेलू सहायिका",
    "मोलकरीण; कामवाली बाई; नोकर",
  ]),
  part("boss", "office", [
    "a corporate boss; a CEO; a business tycoon",
    "company ka malik; CEO; karobari",
    "कंपनी का मालिक; उद्योगपति; कारोबारी",
    "उद्योजक; कंपनीचा मालक; उद्योगपती",
  ]),
  part("engineer", "office", [
    "a software engineer; a coder; a techie in a startup",
    "software engineer; IT wala; techie",
    "सॉफ्टवेयर इंजीनियर; इंजीनियर; आईटी कर्मचारी",
    "सॉफ्टवेअर अभियंता; अभियंता; आयटी कर्मचारी",
  ]),
  part("ghost", "spirit", [
    "a ghost; a witch; an evil spirit",
    "bhoot; chudail; aatma",
    "भूत; चुड़ैल; आत्मा",
    "भूत; हडळ; आत्मा",
  ]),
  look(
    "beard",
    "hair",
    [
      "bearded; full beard; thick beard",
      "dadhi wala; ghani daadhi; beard",
      "दाढ़ी वाला; घनी दाढ़ी; दाढ़ी",
      "दाढी; दाट दाढी; दाढीवाला",
    ],
    "male",
  ),
  look("bald", "hair", [
    "bald; shaved head; hairless",
    "ganja; takla; saaf sir",
    "गंजा; टकला; मुंडा सिर",
    "टकला; टक्कल; केस नसलेला",
  ]),
  look("curly", "hair", [
    "curly hair; ringlets; frizzy hair",
    "ghunghrale baal; curly baal",
    "घुंघराले बाल; लहरदार बाल",
    "कुरळे केस; कुरळ्या केसांचा",
  ]),
  look("grey", "hair", [
    "grey hair; salt-and-pepper hair; silver hair",
    "safed baal; pake baal",
    "सफ़ेद बाल; पके बाल",
    "पांढरे केस; पिकलेले केस",
  ]),
  look("tall", "build", [
    "tall; lanky; six feet plus",
    "lamba kad; lambi height; lamba",
    "लंबा कद; लंबी कद-काठी; लंबा",
    "उंच; उंचपुरा; लांब बांधा",
  ]),
  look("plump", "build", [
    "plump; chubby; heavy build",
    "mota; gol matol; bhaari badan",
    "मोटा; गोल-मटोल; भारी बदन",
    "जाड; गुबगुबीत; स्थूल",
  ]),
  look("muscular", "build", [
    "muscular; six-pack; gym-fit",
    "body builder; pehelwani badan; gathila",
    "गठीला बदन; पहलवानी शरीर; बॉडी बिल्डर",
    "पिळदार शरीर; बलदंड; व्यायामपटू",
  ]),
  look("dusky", "skin", [
    "dusky; dark complexion; wheatish brown skin",
    "saanwla rang; sanwli; gehuan rang",
    "सांवला रंग; सांवली; गेहुआं रंग",
    "सावळा; सावळी; गव्हाळ",
  ]),
  look("spectacles", "face", [
    "wears glasses; spectacles; bookish in specs",
    "chashma; chashme wala; chashmish",
    "चश्मा; चश्मे वाला",
    "चष्मा; चष्मेवाला",
  ]),
  look("scar", "face", [
    "a scar on the face; scarred cheek",
    "chehre pe nishan; zakhm ka nishan",
    "चेहरे पर निशान; ज़ख्म का निशान",
    "चेहऱ्यावर व्रण; गालावर खूण",
  ]),
  look("tattoo", "skin", [
    "tattoos; inked arms; tattooed",
    "tattoo; godna; tattoo wale haath",
    "टैटू; गोदना",
    "टॅटू; गोंदण",
  ]),
  manner("funny", "light", [
    "funny; great comic timing; hilarious",
    "mazakiya; comedy timing; hasaane wala",
    "मज़ाकिया; हास्य; हंसाने वाला",
    "विनोदी; हसवणारा; गमतीशीर",
  ]),
  manner("menacing", "dark", [
    "menacing; sinister; frightening",
    "khatarnak; daravna; khaufnaak",
    "खतरनाक; डरावना; खौफनाक",
    "भीतीदायक; खुनशी; भयंकर",
  ]),
  manner("shy", "quiet", [
    "shy; timid; introvert",
    "sharmeela; sharmila; chup chaap",
    "शर्मीला; संकोची; अंतर्मुखी",
    "लाजाळू; बुजरा; अबोल",
  ]),
  manner("warm", "kind", [
    "warm; affectionate; kind-hearted",
    "pyaara; mamta bhara; dayalu",
    "स्नेही; ममतामयी; दयालु",
    "प्रेमळ; मायाळू; दयाळू",
  ]),
  manner("lively", "light", [
    "energetic; bubbly; full of life",
    "chulbula; zindadil; josheela",
    "चुलबुला; जिंदादिल; जोशीला",
    "उत्साही; अवखळ; खोडकर",
  ]),
  manner("angry", "dark", [
    "hot-tempered; angry; short fuse",
    "gussail; gusse wala; garam mizaaj",
    "गुस्सैल; क्रोधी; गर्म मिज़ाज",
    "रागीट; तापट; संतापी",
  ]),
  manner("sad", "quiet", [
    "melancholic; heartbroken; tragic",
    "udaas; dukhi; gamgeen",
    "उदास; दुखी; गमगीन",
    "दुःखी; उदास; खिन्न",
  ]),
  manner("innocent", "kind", [
    "innocent; naive; simple-hearted",
    "bhola; masoom; seedha saadha",
    "भोला; मासूम; सीधा-सादा",
    "भोळा; निरागस; साधाभोळा",
  ]),
  manner("cunning", "dark", [
    "cunning; scheming; crafty",
    "chalaak; chaalbaaz; kapti",
    "चालाक; चालबाज़; कपटी",
    "धूर्त; कपटी; लबाड",
  ]),
  training("theatre", "stage", [
    "theatre trained; years on stage; a stage actor",
    "theatre; rangmanch; natak",
    "रंगमंच; नाटक; थिएटर",
    "रंगभूमी; नाटक; प्रायोगिक रंगभूमी",
  ]),
  training("folk", "stage", [
    "folk theatre; a tamasha troupe; folk performer",
    "lok natya; nautanki; tamasha",
    "लोक नाट्य; नौटंकी; लोक कलाकार",
    "लोकनाट्य; तमाशा; लोककलाकार",
  ]),
  training("wrestler", "sport", [
    "a wrestler; wrestling champion; grappler",
    "pehelwan; kushti; akhada",
    "पहलवान; कुश्ती; अखाड़ा",
    "पैलवान; कुस्ती; मल्ल",
  ]),
  training("model", "glamour", [
    "ramp model; runway; fashion shows",
    "model; ramp walk; fashion show",
    "मॉडल; रैंप; फैशन शो",
    "मॉडेल; रॅम्प; फॅशन शो",
  ]),
  training("singer", "music", [
    "a trained singer; classical vocalist; sings",
    "gayak; shastriya sangeet; gaana gaate hain",
    "गायक; शास्त्रीय संगीत; गाना",
    "गायक; शास्त्रीय संगीत; गाणे",
  ]),
  training("dancer", "dance", [
    "a trained dancer; dance reality shows; dances",
    "dancer; nritya; naach",
    "नर्तक; नृत्य; नाच",
    "नर्तक; नृत्य; नाच",
  ]),
  training("standup", "light", [
    "stand-up comic; open mic comedian",
    "stand up comedian; open mic",
    "स्टैंड-अप कॉमेडियन; ओपन माइक",
    "स्टँडअप कॉमेडियन; ओपन माइक",
  ]),
  training("radio", "voice", [
    "radio jockey; radio plays; radio host",
    "radio jockey; RJ; radio natak",
    "रेडियो जॉकी; आकाशवाणी; रेडियो नाटक",
    "रेडिओ जॉकी; आकाशवाणी; नभोनाट्य",
  ]),
];

export const CONCEPT = new Map(CONCEPTS.map((one) => [one.id, one]));
export const ofKind = (kind: Kind) => CONCEPTS.filter((one) => one.kind === kind);
