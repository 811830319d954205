import { Fragment } from "react";
import type { Mark } from "@/lib/process/marks";

type MarkedPictureProps = {
  attachment: string;
  /** In pixels: only their proportion matters. */
  width: number;
  height: number;
  marks: readonly Mark[];
  texts: { alt: string; wrong: string; wanted: string };
};

/** The width of the drawing in its own units; its height follows. */
const across = 100;

/** A picture that was sent in, small, with marks where a rule is not met. The words beside it say the same. */
export function MarkedPicture({ attachment, width, height, marks, texts }: MarkedPictureProps) {
  const down = (across * height) / width;
  const has = (is: Mark["is"]) => marks.some((mark) => mark.is === is);
  return (
    <figure className="ui-marked">
      <svg viewBox={`0 0 ${String(across)} ${String(down)}`} role="img" aria-label={texts.alt}>
        <image href={`/api/attachments/${attachment}`} width={across} height={down} preserveAspectRatio="none" />
        {marks.map((mark, index) => (
          <Fragment key={index}>
            {/* A light edge under each mark: it must be seen on dark hair and on a light wall alike. */}
            <MarkShape mark={mark} down={down} className="ui-marked__edge" />
            <MarkShape mark={mark} down={down} className={`ui-marked__${mark.is}`} />
          </Fragment>
        ))}
      </svg>
      <figcaption>
        {has("wrong") && (
          <span>
            <Sample className="ui-marked__wrong" /> {texts.wrong}
          </span>
        )}
        {has("wanted") && (
          <span>
            <Sample className="ui-marked__wanted" /> {texts.wanted}
          </span>
        )}
      </figcaption>
    </figure>
  );
}

function MarkShape({ mark, down, className }: { mark: Mark; down: number; className: string }) {
  const y = (percent: number) => (percent * down) / 100;
  switch (mark.shape) {
    case "area":
      return <rect x={mark.left} y={y(mark.top)} width={mark.width} height={y(mark.height)} className={className} />;
    case "line":
      return <line x1={mark.from.x} y1={y(mark.from.y)} x2={mark.to.x} y2={y(mark.to.y)} className={className} />;
    case "disc":
      return <circle cx={mark.x} cy={y(mark.y)} r={mark.radius} className={className} />;
  }
}

function Sample({ className }: { className: string }) {
  return (
    <svg viewBox="0 0 24 6" width="24" height="6" aria-hidden="true" focusable="false">
      <line x1="0" y1="3" x2="24" y2="3" className={className} />
    </svg>
  );
}
