"use client";

import { useRef, useState, type PointerEvent } from "react";
import { Button } from "@/components/ui/button";
import { ButtonGroup } from "@/components/ui/button-group";

type SignaturePadProps = {
  /** The id of the file control that the drawing is put into. */
  target: string;
  texts: { title: string; hint: string; label: string; clear: string; use: string; used: string; empty: string };
};

/** In pixels of the picture; the page scales it. */
const size = { width: 1200, height: 400, line: 9 } as const;

/** A signature drawn by finger or mouse, put into the form as a PNG file. Nothing is drawn without JavaScript: there is the file. */
export function SignaturePad({ target, texts }: SignaturePadProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const isDrawn = useRef(false);
  const [said, setSaid] = useState("");

  function pen(): CanvasRenderingContext2D | null {
    const context = canvas.current?.getContext("2d") ?? null;
    if (!context) return null;
    context.lineWidth = size.line;
    context.lineCap = "round";
    context.lineJoin = "round";
    context.strokeStyle = "#0b2530";
    return context;
  }

  function clear() {
    const context = pen();
    if (!context) return;
    context.fillStyle = "#ffffff";
    context.fillRect(0, 0, size.width, size.height);
    isDrawn.current = false;
    setSaid("");
  }

  function pointOf(event: PointerEvent<HTMLCanvasElement>): [number, number] {
    const box = event.currentTarget.getBoundingClientRect();
    return [
      ((event.clientX - box.left) / box.width) * size.width,
      ((event.clientY - box.top) / box.height) * size.height,
    ];
  }

  function begin(event: PointerEvent<HTMLCanvasElement>) {
    if (!isDrawn.current) clear();
    event.currentTarget.setPointerCapture(event.pointerId);
    const context = pen();
    context?.beginPath();
    context?.moveTo(...pointOf(event));
  }

  function draw(event: PointerEvent<HTMLCanvasElement>) {
    if (event.buttons === 0) return;
    const context = pen();
    context?.lineTo(...pointOf(event));
    context?.stroke();
    isDrawn.current = true;
  }

  function use() {
    if (!isDrawn.current) {
      setSaid(texts.empty);
      return;
    }
    canvas.current?.toBlob((blob) => {
      const control = document.getElementById(target);
      if (!blob || !(control instanceof HTMLInputElement)) return;
      const files = new DataTransfer();
      files.items.add(new File([blob], "signature.png", { type: "image/png" }));
      control.files = files.files;
      control.dispatchEvent(new Event("change", { bubbles: true }));
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
        <Button type="button" variant="quiet" onClick={clear}>
          {texts.clear}
        </Button>
      </ButtonGroup>
      <p role="status">{said}</p>
    </section>
  );
}
