"use client";

import { useEffect, useId, useRef, useState, type PointerEvent } from "react";
import {
  croppedSize,
  hasShape,
  placementOf,
  pulled,
  wholePicture,
  type Crop,
  type Size,
} from "@/components/process/crop";
import { holdBack, putFile } from "@/components/process/put-file";
import { Button } from "@/components/ui/button";
import type { PortraitFrame } from "@/lib/process/fields";

export type PortraitTexts = {
  title: string;
  hint: string;
  preview: string;
  zoom: string;
  across: string;
  down: string;
  turn: string;
  reset: string;
  /** With `{width}` and `{height}`. */
  held: string;
  tooFew: string;
  working: string;
};

type PortraitEditorProps = {
  /** The file that was chosen, and its address in the browser. */
  file: File;
  url: string;
  frame: PortraitFrame;
  maxBytes: number;
  /** The id of the file control: what the frame holds is put into it. */
  target: string;
  texts: PortraitTexts;
  /** The browser cannot open the file. */
  onUnreadable: () => void;
};

/** In pixels: the preview, which the page scales; and the highest picture that is sent. */
const previewHeight = 540;
const mostHeight = 2_000;
const quality = 0.92;
/** Until the hand rests, in milliseconds. */
const rest = 250;
const mostZoom = 4;
const mostTurn = 20;

/** The chosen portrait in its frame, before it is sent. It can be moved, made larger and turned; what the frame holds is sent. */
export default function PortraitEditor({
  file,
  url,
  frame,
  maxBytes,
  target,
  texts,
  onUnreadable,
}: PortraitEditorProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [picture, setPicture] = useState<HTMLImageElement | null>(null);
  const [crop, setCrop] = useState<Crop | null>(null);
  const [said, setSaid] = useState("");
  const hintId = useId();
  const { shape } = frame;

  useEffect(() => {
    const image = new Image();
    image.onload = () => {
      const fits = hasShape(sizeOf(image), shape, frame.tolerancePercent) && file.size <= maxBytes;
      setPicture(image);
      // A photo that has its form already is sent as it is, until somebody moves it.
      setCrop(fits ? null : wholePicture);
    };
    image.onerror = onUnreadable;
    image.src = url;
    return () => {
      image.onload = null;
      image.onerror = null;
    };
  }, [file, url, frame, shape, maxBytes, onUnreadable]);

  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (picture && context) paint(context, picture, frame, crop ?? wholePicture, previewSize(shape));
  }, [picture, crop, frame, shape]);

  useEffect(() => {
    if (!picture || !crop) return undefined;
    // The form is held back until what the frame shows is what is sent.
    holdBack(target, texts.working);
    let isStale = false;
    const timer = setTimeout(() => {
      const size = croppedSize(sizeOf(picture), shape, crop, mostHeight);
      const cut = document.createElement("canvas");
      [cut.width, cut.height] = [size.width, size.height];
      const context = cut.getContext("2d");
      if (context) paint(context, picture, frame, crop, size);
      cut.toBlob(
        (blob) => {
          if (!blob || isStale) return;
          putFile(target, new File([blob], "photo.jpg", { type: "image/jpeg" }));
          setSaid(heldWords(size, frame, texts));
        },
        "image/jpeg",
        quality,
      );
    }, rest);
    return () => {
      isStale = true;
      clearTimeout(timer);
    };
  }, [picture, crop, frame, shape, target, texts]);

  const shown = crop ?? wholePicture;
  const change = (part: Partial<Crop>) => {
    setCrop({ ...shown, ...part });
  };

  function pull(event: PointerEvent<HTMLCanvasElement>) {
    if (!picture || event.buttons === 0 || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const unit = shape.width / event.currentTarget.getBoundingClientRect().width;
    setCrop((now) =>
      pulled(sizeOf(picture), shape, now ?? wholePicture, event.movementX * unit, event.movementY * unit),
    );
  }

  if (!picture) return null;
  return (
    <div className="ui-portrait" role="group" aria-label={texts.title} aria-describedby={hintId}>
      <div className="ui-portrait__frame">
        <canvas
          ref={canvas}
          {...previewSize(shape)}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId);
          }}
          onPointerMove={pull}
        >
          {texts.preview}
        </canvas>
        <Guide frame={frame} />
      </div>
      <div className="ui-portrait__controls">
        <h3>{texts.title}</h3>
        <p className="ui-hint" id={hintId}>
          {texts.hint}
        </p>
        <Range
          label={texts.zoom}
          min={1}
          max={mostZoom}
          step={0.02}
          value={shown.zoom}
          onChange={(zoom) => {
            change({ zoom });
          }}
        />
        <Range
          label={texts.across}
          min={-1}
          max={1}
          step={0.02}
          value={shown.x}
          onChange={(x) => {
            change({ x });
          }}
        />
        <Range
          label={texts.down}
          min={-1}
          max={1}
          step={0.02}
          value={shown.y}
          onChange={(y) => {
            change({ y });
          }}
        />
        <Range
          label={texts.turn}
          min={-mostTurn}
          max={mostTurn}
          step={1}
          value={shown.turn}
          onChange={(turn) => {
            change({ turn });
          }}
        />
        <Button
          type="button"
          variant="quiet"
          onClick={() => {
            const fits = hasShape(sizeOf(picture), shape, frame.tolerancePercent) && file.size <= maxBytes;
            setCrop(fits ? null : wholePicture);
            if (!fits) return;
            putFile(target, file);
            setSaid("");
          }}
        >
          {texts.reset}
        </Button>
        <p role="status">{said}</p>
      </div>
    </div>
  );
}

/** How large what the frame holds is, and whether that is enough to be printed. */
function heldWords({ width, height }: Size, frame: PortraitFrame, texts: PortraitTexts): string {
  const words = texts.held.replace("{width}", String(width)).replace("{height}", String(height));
  return width >= frame.minWidth && height >= frame.minHeight ? words : `${words} ${texts.tooFew}`;
}

type RangeProps = {
  label: string;
  min: number;
  max: number;
  step: number;
  value: number;
  onChange: (value: number) => void;
};

function Range({ label, onChange, ...range }: RangeProps) {
  const id = useId();
  return (
    <p className="ui-portrait__range">
      <label htmlFor={id}>{label}</label>
      <input
        {...range}
        id={id}
        type="range"
        onChange={(event) => {
          onChange(event.currentTarget.valueAsNumber);
        }}
      />
    </p>
  );
}

/** Where the head must be: its outline, and between which lines the top of the hair and the chin lie. */
function Guide({ frame: { shape, leastHead, mostHead } }: { frame: PortraitFrame }) {
  const height = (100 * shape.height) / shape.width;
  // A little more room is left below than above: shoulders are below.
  const middle = 0.485 * height;
  const [least, most] = [(leastHead / 200) * height, (mostHead / 200) * height];
  const usual = (least + most) / 2;
  return (
    <svg viewBox={`0 0 100 ${String(height)}`} aria-hidden="true" focusable="false">
      {[middle - most, middle + least].map((y) => (
        <rect key={y} x="0" y={y} width="100" height={most - least} className="ui-portrait__band" />
      ))}
      <ellipse
        cx="50"
        cy={middle}
        rx={0.72 * usual}
        ry={usual}
        className="ui-portrait__outline ui-portrait__outline--edge"
      />
      <ellipse cx="50" cy={middle} rx={0.72 * usual} ry={usual} className="ui-portrait__outline" />
    </svg>
  );
}

function sizeOf(image: HTMLImageElement): Size {
  return { width: image.naturalWidth, height: image.naturalHeight };
}

function previewSize(shape: Size): Size {
  return { width: Math.round((previewHeight * shape.width) / shape.height), height: previewHeight };
}

function paint(
  context: CanvasRenderingContext2D,
  picture: HTMLImageElement,
  { shape }: PortraitFrame,
  crop: Crop,
  size: Size,
): void {
  const natural = sizeOf(picture);
  const { scale, x, y, angle } = placementOf(natural, shape, crop);
  const unit = size.width / shape.width;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, size.width, size.height);
  context.imageSmoothingQuality = "high";
  context.translate(size.width / 2, size.height / 2);
  context.rotate(angle);
  context.translate(x * unit, y * unit);
  context.scale(scale * unit, scale * unit);
  context.drawImage(picture, -natural.width / 2, -natural.height / 2);
}
