import { filePut } from "@/components/ui/file-input";

/** Puts a file into the file control of that id, as if it had been chosen there: it is sent with the form. */
export function putFile(id: string, file: File): HTMLInputElement | null {
  const control = fileControl(id);
  if (!control) return null;
  const files = new DataTransfer();
  files.items.add(file);
  control.files = files.files;
  control.setCustomValidity("");
  control.dispatchEvent(new Event(filePut));
  return control;
}

/** Keeps the form from being sent while the file in this control is not the one to be sent; `message` says why. */
export function holdBack(id: string, message: string): void {
  fileControl(id)?.setCustomValidity(message);
}

function fileControl(id: string): HTMLInputElement | null {
  const control = document.getElementById(id);
  return control instanceof HTMLInputElement && control.type === "file" ? control : null;
}
