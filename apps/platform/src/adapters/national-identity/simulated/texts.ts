/** What the provider's page says: another house's page, in the two languages that it has. */
export const texts = {
  ar: {
    title: 'الهوية الرقمية الوطنية – محاكاة',
    simulated: 'محاكاة',
    simulatedLine:
      'هذه الصفحة تلعب دور المزوّد الوطني للهوية في العرض التجريبي. ليست موقعا للمديرية العامة للأمن الوطني، ولا تتحقق من أي أحد.',
    lead: (client: string) => `يطلب منكم ⁨${client}⁩ أن تعرّفوا بأنفسكم.`,
    handedOver:
      'ما سيتسلّمه: رقم البطاقة، الاسم بالعربية وباللاتينية، تاريخ الازدياد، تاريخ انتهاء صلاحية البطاقة، ودرجة التحقق.',
    who: 'من تكونون؟',
    other: 'شخص آخر',
    otherHint: 'املأوا الحقول أسفله',
    otherTitle: 'الشخص الآخر',
    documentNumber: 'رقم البطاقة الوطنية',
    arabic: 'الاسم الكامل بالعربية',
    latin: 'الاسم الكامل باللاتينية',
    birthDate: 'تاريخ الازدياد',
    level: 'بأي درجة تُعرفون؟',
    levels: ['ضعيفة: كلمة سر', 'كافية: هاتف مؤكد', 'عالية: البطاقة ورمزها السري'],
    signIn: 'تأكيد الهوية',
    cancel: 'رجوع بدون تأكيد',
    errorTitle: 'انقطعت هذه الخطوة',
    error:
      'فُتحت هذه الصفحة مرة أخرى بعد استعمالها، أو مضى عليها وقت طويل. لم يُسلَّم أي شيء. ارجعوا إلى الموقع الذي أتيتم منه وأعيدوا المحاولة.',
  },
  fr: {
    title: 'Identité numérique nationale – simulation',
    simulated: 'Simulation',
    simulatedLine:
      'Cette page joue le fournisseur national d’identité de la démonstration. Ce n’est pas un site de la DGSN, et elle ne vérifie l’identité de personne.',
    lead: (client: string) => `${client} vous demande de vous identifier.`,
    handedOver:
      'Ce qui lui sera remis : numéro de la carte, nom en arabe et en caractères latins, date de naissance, date d’expiration de la carte, niveau de vérification.',
    who: 'Qui êtes-vous ?',
    other: 'Une autre personne',
    otherHint: 'Remplissez les champs ci-dessous',
    otherTitle: 'L’autre personne',
    documentNumber: 'Numéro de la carte nationale',
    arabic: 'Nom complet en arabe',
    latin: 'Nom complet en caractères latins',
    birthDate: 'Date de naissance',
    level: 'Avec quel niveau êtes-vous connu ?',
    levels: ['Faible : mot de passe', 'Substantiel : téléphone confirmé', 'Élevé : carte et son code secret'],
    signIn: 'Confirmer mon identité',
    cancel: 'Revenir sans confirmer',
    errorTitle: 'Cette étape est interrompue',
    error:
      'Cette page a déjà servi, ou elle est restée ouverte trop longtemps. Rien n’a été remis. Revenez au site d’où vous venez et recommencez.',
  },
} as const;
