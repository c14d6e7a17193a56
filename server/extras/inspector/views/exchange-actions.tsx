import type { EntryView } from '../../../journal';
import { asCurl, asPython, asTypeScript } from '../copy/as-client';
import { asCaseYaml } from '../copy/as-fixture';
import { copy, copyFixture, copyHar, isReadOnly, makeFixture } from '../data/actions';
import { dialog } from '../data/keyboard';
import { Menu } from './menu';

/** What can be done with one exchange. */
export function ExchangeActions({ view }: { readonly view: EntryView }) {
  const send = () => {
    dialog.value = 'send';
  };
  return (
    <div class="actions">
      <Menu label="Copy">
        <button type="button" onClick={() => copy('a curl command', asCurl(view))}>
          as curl
        </button>
        <button type="button" onClick={() => copy('Python', asPython(view))}>
          as Python
        </button>
        <button type="button" onClick={() => copy('TypeScript', asTypeScript(view))}>
          as TypeScript
        </button>
        <button type="button" onClick={() => copyFixture(view)}>
          as fixture
        </button>
        <button type="button" onClick={() => copy('a case file', asCaseYaml(view))}>
          as case file
        </button>
        {!isReadOnly && (
          <button type="button" onClick={() => copyHar(view.id)}>
            as HAR
          </button>
        )}
      </Menu>
      {!isReadOnly && (
        <>
          <button type="button" onClick={send}>
            Send again …
          </button>
          <button type="button" onClick={() => makeFixture(view)}>
            Make a fixture
          </button>
        </>
      )}
    </div>
  );
}
