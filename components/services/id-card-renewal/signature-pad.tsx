"use client";

import { useEffect, useRef, useState, type PointerEvent } from "react";
import { putFile } from "@/components/process/put-file";
import { fitted, lengthOf, type Place, type Stroke } from "@/components/services/id-card-renewal/strokes";
import { Button } from "@/components/ui/button";
import { ButtonGroup } from "@/components/ui/button-group";

type SignaturePadProps = {
  /** The id of the file control that the drawing is put into. */
  target: string;
  texts: {
    title: string;
    hint: string;
    label: string;
    undo: string;
    clear: string;
    use: string;
    used: string;
    empty: string;
  };
};

/** In pixels of the picture; the page scales it. */
const size = { width: 1200, height: 400, line: 9, margin: 40 } as const;
/** A shorter line is a slip of the finger, not a signature. */
const leastLength = 120;
/** Dark on white in every appearance of the page: it is a picture, not a part of it. */
const colours = { ground: "#ffffff", ink: "#0b2530" } as const;

/** A signature drawn by finger or mouse, put into the form as a PNG file. Nothing is drawn without JavaScript: there is the file. */
export function SignaturePad({ target, texts }: SignaturePadProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [strokes, setStrokes] = useState<readonly Stroke[]>([]);
  const [said, setSaid] = useState("");

  useEffect(() => {
    paint(canvas.current, strokes);
  }, [strokes]);

  function begin(event: PointerEvent<HTMLCanvasElement>) {
    event.currentTarget.setPointerCapture(event.pointerId);
    const place = placeOf(event);
    setStrokes((drawn) => [...drawn, [place]]);
    setSaid("");
  }

  function draw(event: PointerEvent<HTMLCanvasElement>) {
    if (event.buttons === 0 || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const place = placeOf(event);
    setStrokes((drawn) => [...drawn.slice(0, -1), [...(drawn.at(-1) ?? []), place]]);
  }

  function use() {
    if (lengthOf(strokes) < leastLength) {
      setSaid(texts.empty);
      return;
    }
    // The pen may have left the frame: what is sent shows all of it.
    const whole = fitted(strokes, size, size.margin);
    setStrokes(whole);
    paint(canvas.current, whole);
    canvas.current?.toBlob((blob) => {
      if (!blob) return;
      const control = putFile(target, new File([blob], "signature.png", { type: "image/png" }));
      control?.dispatchEvent(new Event("change", { bubbles: true }));
      setSaid(texts.used);
    }, "image/png");
  }

  return (
    <section className="ui-pad ui-only-with-script">
      <h2>{texts.title}</h2>
      <p className="ui-hint">{texts.hint}</p>
      <canvas ref={canvas} width={size.width} height={size.height} onPointerDown={begin} onPointerMove={draw}>
        {texts.label}
      </canvas>
      <ButtonGroup>
        <Button type="button" variant="secondary" onClick={use}>
          {texts.use}
        </Button>
        <Button
          type="button"
          variant="quiet"
          onClick={() => {
            setStrokes((drawn) => drawn.slice(0, -1));
          }}
        >
          {texts.undo}
        </Button>
        <Button
          type="button"
          variant="quiet"
          onClick={() => {
            setStrokes([]);
            setSaid("");
          }}
        >
          {texts.clear}
        </Button>
      </ButtonGroup>
      <p role="status">{said}</p>
    </section>
  );
}

function placeOf(event: PointerEvent<HTMLCanvasElement>): Place {
  const box = event.currentTarget.getBoundingClientRect();
  return {
    x: ((event.clientX - box.left) / box.width) * size.width,
    y: ((event.clientY - box.top) / box.height) * size.height,
  };
}

function paint(canvas: HTMLCanvasElement | null, strokes: readonly Stroke[]): void {
  const context = canvas?.getContext("2d");
  if (!context) return;
  context.fillStyle = colours.ground;
  context.fillRect(0, 0, size.width, size.height);
  context.lineWidth = size.line;
  context.lineCap = "round";
  context.lineJoin = "round";
  context.strokeStyle = colours.ink;
  for (const [first, ...rest] of strokes) {
    if (!first) continue;
    context.beginPath();
    context.moveTo(first.x, first.y);
    // A dot is a line of no length.
    for (const { x, y } of rest.length === 0 ? [first] : rest) context.lineTo(x, y);
    context.stroke();
  }
}
