"use client";

import { Button } from "@/components/ui/button";

/** Prints the page; without JavaScript the browser's own menu does. */
export function PrintButton({ text }: { text: string }) {
  return (
    <div className="ui-only-with-script">
      <Button
        type="button"
        variant="secondary"
        onClick={() => {
          window.print();
        }}
      >
        {text}
      </Button>
    </div>
  );
}
