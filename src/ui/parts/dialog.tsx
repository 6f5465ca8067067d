import { Dialog as Radix } from "radix-ui";
import { useState, type ReactNode } from "react";
import { CloseIcon } from "./icons.tsx";
import "./dialog.css";

interface Props {
  readonly title: string;
  readonly className: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Something over the page that holds the focus and gives it back. It exists as long as it is open. */
export function Dialog({ title, className, onClose, children }: Props): ReactNode {
  const [opener] = useState(() => document.activeElement);
  const giveFocusBack = (event: Event): void => {
    event.preventDefault();
    if (opener instanceof HTMLElement) opener.focus();
  };
  return (
    <Radix.Root open onOpenChange={onClose}>
      <Radix.Portal>
        <Radix.Overlay className="dialog-ground" />
        <Radix.Content
          className={`dialog ${className}`}
          aria-describedby={undefined}
          onCloseAutoFocus={giveFocusBack}
        >
          <header>
            <Radix.Title>{title}</Radix.Title>
            <Radix.Close asChild>
              <button type="button" className="icon" aria-label="Close">
                <CloseIcon />
              </button>
            </Radix.Close>
          </header>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
