import type { TapeWords } from "./wording-tape-en.ts";

const about = (role: string, child: string | undefined) => `“${role}”${child ? ` (${child})` : ""}`;

export const tapeMr: TapeWords = {
  tapeAsked: ({ name, role, child, house, until, note }) =>
    `नमस्कार ${name}, ${house || "आमच्या कास्टिंग टीमला"} “${role}” साठी ${child ? `${child} चा` : "तुमचा"} सेल्फ-टेप हवा आहे, ${until} पर्यंत.${note && ` ${note}`} ` +
    "व्हिडिओ इथेच पाठवा किंवा त्याची लिंक. हे ऑडिशन आहे, बुकिंग नाही. तुम्ही पाठवाल का?",
  tapeYesLabel: () => "हो, पाठवू",
  tapeNoLabel: () => "या वेळी नाही",
  tapeAccepted: ({ role, until, child }) =>
    `धन्यवाद. ${about(role, child)} चा सेल्फ-टेप ${until} पर्यंत पाठवा: व्हिडिओ इथे (100 MB पर्यंत), किंवा त्याची लिंक.`,
  tapeDeclined: ({ role, child }) =>
    `नोंद केली: ${about(role, child)} साठी सेल्फ-टेप नाही. सांगितल्याबद्दल धन्यवाद. विचार बदलला तर इथेच पाठवा.`,
  tapeReceived: ({ role, child }) =>
    `धन्यवाद, ${about(role, child)} चा सेल्फ-टेप मिळाला, कास्टिंग टीम पाहील. ते पाहीपर्यंत अधिक चांगला टेक पाठवू शकता. हे बुकिंग नाही.`,
  tapeTooLarge: () =>
    "हा व्हिडिओ 100 MB पेक्षा मोठा आहे, एवढा मी घेऊ शकत नाही, म्हणून ठेवला नाही. लहान करून पाठवा (720p चालेल), किंवा Drive, YouTube किंवा Vimeo वर टाकून लिंक इथे पाठवा.",
  tapeNotVideo: () =>
    "ही फाइल चालू शकत नाही: नाव काहीही असो, हा व्हिडिओ नाही, म्हणून ठेवली नाही. MP4, MOV किंवा WebM पाठवा, किंवा व्हिडिओची लिंक.",
  tapeNotFetched: () =>
    "तुमचा व्हिडिओ WhatsApp वरून आत्ता मिळाला नाही. पुन्हा एकदा पाठवा, किंवा Drive, YouTube किंवा Vimeo वर टाकून लिंक इथे पाठवा. कास्टिंग टीमला माहीत आहे.",
  tapeNone: () => "आत्ता तुमचा कोणताही सेल्फ-टेप बाकी नाही. प्रश्न असल्यास इथे लिहा.",
  tapeReminder: ({ role, until, child }) =>
    `आठवण: ${about(role, child)} चा सेल्फ-टेप ${until} पर्यंत द्यायचा आहे. व्हिडिओ इथेच पाठवा किंवा त्याची लिंक. जमत नसेल तर लिहा.`,
  tapeRetake: ({ name, role, child, until, note }) =>
    `नमस्कार ${name}, ${about(role, child)} च्या सेल्फ-टेपबद्दल धन्यवाद. कास्टिंग टीमला आणखी एक टेक हवा आहे, ${until} पर्यंत.${note && ` ${note}`} इथेच पाठवा किंवा लिंक. हे बुकिंग नाही.`,
  tapeOpen: ({ role, until, child }) => `${about(role, child)} चा सेल्फ-टेप: ${until} पर्यंत.`,
  sidesHere: ({ role, sidesUrl, child }) =>
    `${about(role, child)} ची साइड्स, फक्त तुमच्यासाठी: ${sidesUrl}\nत्यांवर तुमचे नाव आहे: इतर कोणालाही देऊ नका. ऑडिशन रद्द झाल्यास लिंक बंद होईल.`,
};
