/**
 * The demo organisation: a fictional "Landesamt Musterstadt". Names, numbers and files are invented.
 * `day` counts back from today (0 = today); what lies in the future when the demo starts is left out.
 * @typedef {{ id: string, name: string }} DemoPerson
 * @typedef {{ day: number, time: string, from: string, text: string }} DemoMessage
 * @typedef {{ alias: string, name: string, topic: string, members: readonly string[], messages: readonly DemoMessage[] }} DemoRoom
 * @typedef {{ between: readonly [string, string], answered: boolean, messages: readonly string[] }} DemoDirectChat
 */

/** The first two sit in front of the two windows. @type {readonly DemoPerson[]} */
export const people = [
  { id: 'miriam.brandt', name: 'Miriam Brandt' },
  { id: 'holger.steinbach', name: 'Holger Steinbach' },
  { id: 'katharina.vollmer', name: 'Katharina Vollmer' },
  { id: 'emre.toprak', name: 'Emre Toprak' },
  { id: 'ines.marquardt', name: 'Ines Marquardt' },
  { id: 'deniz.aydin', name: 'Deniz Aydın' },
];

const everyone = people.map((person) => person.id);

/** Rooms with a back-dated history, not encrypted: an application service wrote it. @type {readonly DemoRoom[]} */
export const rooms = [
  {
    alias: 'referat-23',
    name: 'Referat 23 – Haushalt',
    topic: 'Haushaltsanmeldung 2027',
    members: everyone,
    messages: [
      { day: 6, time: '09:02', from: 'katharina.vollmer', text: 'Guten Morgen zusammen. Die Aufstellungsrichtlinie für 2027 ist da, sie liegt in der E-Akte unter 23-0412/2027.' },
      { day: 6, time: '09:14', from: 'holger.steinbach', text: 'Danke. Ich gehe Kapitel 03 und 05 durch.' },
      { day: 6, time: '09:15', from: 'miriam.brandt', text: 'Kapitel 04 übernehme ich.' },
      { day: 6, time: '11:40', from: 'emre.toprak', text: 'Eine Frage zur Richtlinie: Gilt die Deckelung bei den Sachausgaben auch für die Fachverfahren?' },
      { day: 6, time: '11:52', from: 'katharina.vollmer', text: 'Nein, Fachverfahren sind ausgenommen (Nummer 3.2, zweiter Absatz).' },
      { day: 6, time: '11:53', from: 'emre.toprak', text: 'Prima, das erleichtert einiges.' },
      { day: 5, time: '10:08', from: 'ines.marquardt', text: 'Die Reisekosten 2026 sind ausgewertet: 41.300 €, das sind 6 % weniger als im Vorjahr.' },
      { day: 5, time: '10:10', from: 'miriam.brandt', text: 'Dann bleiben wir im Ansatz bei 42.000 €?' },
      { day: 5, time: '10:21', from: 'katharina.vollmer', text: 'Ja, bitte so eintragen.' },
      { day: 4, time: '13:30', from: 'deniz.aydin', text: 'Die Tabelle für die Verpflichtungsermächtigungen hat jetzt eine Spalte „Fälligkeit“. Bitte beim Eintragen **nicht** leer lassen.' },
      { day: 4, time: '13:44', from: 'holger.steinbach', text: 'Gut. Für Titel 547 69 trage ich 2028 und 2029 ein.' },
      { day: 1, time: '16:42', from: 'katharina.vollmer', text: 'Der Entwurf der Haushaltsanmeldung 2027 liegt in der E-Akte. Bitte prüfen Sie Kapitel 03 bis Freitag, 12:00 Uhr.' },
      { day: 1, time: '16:50', from: 'emre.toprak', text: 'Mache ich gleich morgen früh.' },
      { day: 1, time: '16:58', from: 'miriam.brandt', text: 'Kapitel 04 ist von meiner Seite fertig. Drei Punkte zum Nachlesen:\n\n- Titel 511 01: Ansatz wie 2026\n- Titel 525 61: + 4.000 € für die Schulungen zur E-Akte\n- Titel 547 69: Verpflichtungsermächtigung fehlt noch' },
      { day: 0, time: '08:12', from: 'holger.steinbach', text: 'Guten Morgen zusammen.' },
      { day: 0, time: '08:14', from: 'holger.steinbach', text: 'In Titel 547 69 habe ich die Verpflichtungsermächtigung nachgetragen: 120.000 €, fällig je zur Hälfte 2028 und 2029.' },
      { day: 0, time: '08:20', from: 'miriam.brandt', text: 'Danke, dann passt die Summe auf Seite 7 wieder.' },
      { day: 0, time: '09:38', from: 'emre.toprak', text: 'Passt der Ansatz von 120.000 € auch für die Klausur heute?' },
    ],
  },
  {
    alias: 'projekt-e-akte',
    name: 'Projekt E-Akte',
    topic: 'Einführung in den Referaten 21 bis 24',
    members: ['miriam.brandt', 'holger.steinbach', 'deniz.aydin', 'ines.marquardt'],
    messages: [
      { day: 7, time: '14:00', from: 'deniz.aydin', text: 'Willkommen im Projektraum. Hier stehen Termine und Entscheidungen, alles andere in der Akte 10-3300.' },
      { day: 7, time: '14:12', from: 'ines.marquardt', text: 'Referat 22 ist mit der Vorbereitung fertig: 1.240 Vorgänge übernommen, 8 ohne Aktenzeichen.' },
      { day: 7, time: '14:20', from: 'holger.steinbach', text: 'Die acht sehe ich mir an. Vermutlich sind es die Altfälle aus der Umstellung 2019.' },
      { day: 5, time: '15:05', from: 'deniz.aydin', text: 'Entscheidung der Lenkungsgruppe: Produktivstart für Referat 23 ist Montag in drei Wochen.' },
      { day: 5, time: '15:11', from: 'miriam.brandt', text: 'Das liegt in der Haushaltsaufstellung. Können wir die Schulungen auf zwei halbe Tage legen?' },
      { day: 5, time: '15:18', from: 'deniz.aydin', text: 'Ja, Vorschlag: Dienstag und Donnerstag, jeweils 8:30 bis 12:00 Uhr, Schulungsraum 1.07.' },
      { day: 1, time: '11:20', from: 'ines.marquardt', text: 'Die Kurzanleitung ist fertig: zwei Seiten, barrierefreies PDF. Rückmeldungen gern bis Mittwoch.' },
      { day: 0, time: '07:55', from: 'holger.steinbach', text: 'Sehr gut lesbar. Auf Seite 2 fehlt nur der Hinweis auf die Wiedervorlage.' },
      { day: 0, time: '09:04', from: 'deniz.aydin', text: 'Termin für die Schulung steht: Dienstag, 8:30 Uhr. Bitte bringen Sie einen echten Vorgang mit.' },
    ],
  },
  {
    alias: 'haushaltsklausur',
    name: 'Haushaltsklausur 2027',
    topic: 'Vorbereitung und Ergebnisse',
    members: ['miriam.brandt', 'holger.steinbach', 'katharina.vollmer', 'emre.toprak'],
    messages: [
      { day: 3, time: '10:00', from: 'katharina.vollmer', text: 'Tagesordnung für die Klausur: 1. Eckwerte, 2. Kapitel 03 bis 05, 3. Stellenplan, 4. offene Punkte.' },
      { day: 3, time: '10:06', from: 'emre.toprak', text: 'Zum Stellenplan bringe ich die Übersicht mit den kw-Vermerken mit.' },
      { day: 0, time: '08:15', from: 'katharina.vollmer', text: 'Wir beginnen um 14:00 Uhr in Raum 2.14, wer im Homeoffice ist, wählt sich ein.' },
    ],
  },
  {
    alias: 'it-servicedesk',
    name: 'IT-Servicedesk',
    topic: 'Störungen und Wartung, Telefon -4444',
    members: everyone,
    messages: [
      { day: 8, time: '08:30', from: 'deniz.aydin', text: 'Der Drucker im 2. Stock (K2-14) ist getauscht und wieder erreichbar.' },
      { day: 2, time: '12:15', from: 'emre.toprak', text: 'Seit heute früh bricht bei mir das VPN etwa jede halbe Stunde ab.' },
      { day: 2, time: '12:31', from: 'deniz.aydin', text: 'Bitte einmal die Dockingstation neu anstecken und `ipconfig /flushdns` ausführen. Hilft das nicht, tauschen wir das Netzteil.' },
      { day: 2, time: '12:48', from: 'emre.toprak', text: 'Es war die Dockingstation. Läuft, danke.' },
      { day: 1, time: '17:00', from: 'deniz.aydin', text: 'Wartung am Samstag, 18:00 bis 22:00 Uhr: Die E-Akte ist in dieser Zeit nur lesbar.' },
    ],
  },
  {
    alias: 'stab-hochwasser',
    name: 'Stab Hochwasserschutz',
    topic: 'Lagebilder 07:30 und 16:00 Uhr',
    members: ['miriam.brandt', 'katharina.vollmer', 'ines.marquardt', 'holger.steinbach'],
    messages: [
      { day: 2, time: '07:31', from: 'ines.marquardt', text: 'Lagebild: Pegel Musterstadt 312 cm, fallend. Meldestufe 1, keine Einsätze in der Nacht.' },
      { day: 1, time: '07:30', from: 'ines.marquardt', text: 'Lagebild: Pegel 287 cm, fallend. Unter Meldestufe 1.' },
      { day: 0, time: '07:30', from: 'ines.marquardt', text: 'Lagebild 07:30 ist eingestellt: Pegel 264 cm, Vorhersage ruhig bis Wochenende.' },
      { day: 0, time: '07:42', from: 'katharina.vollmer', text: 'Danke. Dann heben wir die Rufbereitschaft ab 16:00 Uhr auf.' },
    ],
  },
  {
    alias: 'personalrat',
    name: 'Personalrat – Info',
    topic: 'Mitteilungen des Personalrats',
    members: everyone,
    messages: [
      { day: 9, time: '09:30', from: 'ines.marquardt', text: 'Die Dienstvereinbarung zum mobilen Arbeiten ist verlängert, unverändert bis Ende 2028.' },
      { day: 4, time: '15:00', from: 'ines.marquardt', text: 'Das Protokoll der Sitzung liegt am gewohnten Ort.' },
    ],
  },
];

/**
 * Written live and encrypted by the first to the second, once both windows are signed in; `answered`: the second has
 * accepted already, else it is an invitation. @type {readonly DemoDirectChat[]}
 */
export const directChats = [
  {
    between: ['katharina.vollmer', 'miriam.brandt'],
    answered: true,
    messages: [
      'Haben Sie kurz Zeit für die Eckwerte? Ich brauche nur Ihre Zahl zu Titel 525 61.',
      'Die Klausur beginnt um 14:00 Uhr, bis dahin genügt es.',
    ],
  },
  {
    between: ['deniz.aydin', 'holger.steinbach'],
    answered: true,
    messages: ['Die acht Altfälle sind zugeordnet. Könnten Sie sie einmal gegenlesen?'],
  },
  {
    between: ['ines.marquardt', 'miriam.brandt'],
    answered: false,
    messages: ['Ihre Reisekosten vom September sind angewiesen.'],
  },
];

/** What the two write to each other where nobody sits at the keyboard. @type {readonly { from: 0 | 1, text: string }[]} */
export const conversation = [
  { from: 0, text: 'Guten Morgen. Ist die Verpflichtungsermächtigung mit Referat 21 abgestimmt?' },
  { from: 1, text: 'Ja, seit gestern Nachmittag. Die **Mitzeichnung** liegt vor.' },
  { from: 0, text: 'Sehr gut. Dann nehme ich 120.000 € in die Klausur mit.' },
  { from: 1, text: 'Einverstanden. Ich bringe die Unterlagen um 13:45 Uhr mit.' },
];
