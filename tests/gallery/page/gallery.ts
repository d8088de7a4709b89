/** What the gallery's page lets its test do. */
export interface Gallery {
  /** Draws a story and resolves when it stands. */
  show(area: string, name: string, language: 'de' | 'en', theme: 'light' | 'dark'): Promise<void>;
  /** Missing wording and violations of the Content-Security-Policy so far. */
  problems(): readonly string[];
  /** Components of views that no story has drawn. */
  undrawn(): readonly string[];
}
