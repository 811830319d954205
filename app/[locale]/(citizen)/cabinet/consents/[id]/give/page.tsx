import { AnswerPage, type AnswerPageProps } from "../answer-page";

/** The owner agrees: the text, and the ways to sign it. */
export default function GivePage(props: AnswerPageProps) {
  return <AnswerPage {...props} said={{ answer: "give", reason: null }} />;
}
