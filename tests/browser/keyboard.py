"""A walk with Tab over a screen, what is wrong with it, and work done with keys alone."""

from playwright.sync_api import Page

from tests.browser.server import settle

MOST_PRESSES, AT_ONCE = 240, 15
TAB = {"key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9}
# What has the focus is noted while the next Tab goes down: then everything that answers to the focus has been drawn.
# A look is the style of an element and of what is around it. A grid is one stop, whatever cell of it has the focus.
WALK = """start => {
    const still = document.createElement('style');
    still.textContent = '*, ::before, ::after { transition: none !important; animation: none !important; }';
    document.head.append(still);
    const held = () => {
        let at = document.activeElement;
        while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
        return at?.closest('canvas') ?? at;
    };
    const look = element => {
        const seen = [];
        for (let at = element, level = 0; at && level < 7; at = at.parentElement ?? at.getRootNode().host, level += 1) {
            if (level && at.dataset?.testid === 'stMain') break;
            const style = getComputedStyle(at);
            seen.push([style.outlineStyle === 'none' ? '' : style.outline, style.boxShadow, style.borderColor,
                       style.backgroundColor, style.color, style.opacity]);
        }
        return seen.join('|');
    };
    const scrolled = element => {
        let down = 0;
        for (let at = element; at; at = at.parentElement ?? at.getRootNode().host) down += at.scrollTop;
        return down;
    };
    const walk = {stops: [], presses: 0, round: false, held, look};
    walk.note = event => {
        if (event.key !== 'Tab') return;
        const element = held();
        walk.presses += 1;
        if (!element || element === document.body || element === walk.stops.at(-1)?.element) return;
        walk.round = walk.round || element.matches('[data-testid=stSkipToContent]') && walk.stops.length > 0;
        if (walk.round) return;
        const box = element.getBoundingClientRect(), down = scrolled(element);
        walk.stops.push({element, look: look(element), left: box.left, right: box.right, top: box.top + down,
                         bottom: box.bottom + down});
    };
    walk.end = () => { window.removeEventListener('keydown', walk.note, true); still.remove(); };
    window.addEventListener('keydown', walk.note, true);
    window.keyboardWalk = walk;
    [...document.querySelectorAll(start)].at(-1).focus();
}"""
# Inside a group of radio buttons and inside a widget of several parts the arrows lead on; a label belongs to its input.
# The start has its focus without a key, so its look says nothing. A chart shows a hand for its tips; what a click on a
# cell of a heatmap does, a drop-down beside it does too.
FAULTS = """async () => {
    const walk = window.keyboardWalk, faults = [];
    if (!walk.round) faults.push(`never comes round: ${walk.stops.length} stops after ${walk.presses} presses`);
    walk.held()?.blur();
    for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
    const name = element => {
        const words = element.getAttribute('aria-label') ?? element.textContent ?? '';
        const place = element.closest('[data-testid]')?.dataset.testid ?? '';
        return `${element.tagName.toLowerCase()} ${place} "${words.trim().slice(0, 40)}"`;
    };
    const inside = root => [...root.querySelectorAll('*')].flatMap(one =>
        one.shadowRoot ? [one, ...inside(one.shadowRoot)] : [one]);
    const all = inside(document.body);
    const reached = new Set(walk.stops.map(stop => stop.element));
    const wholes = [...reached].filter(one => one.matches('a, button, summary, label, canvas, [role=button]'));
    const OPERABLE = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [contenteditable=true], ' +
        'canvas[data-testid=data-grid-canvas], [role=button], [role=checkbox], [role=radio], [role=switch], ' +
        '[role=tab], [role=combobox], [role=spinbutton], [role=slider], [role=link], [tabindex="0"]';
    const ARROWS = '[role=radiogroup], [role=tablist], [role=toolbar]';
    const PARTS = '[data-testid=stSelectbox], [data-testid=stMultiSelect], [data-testid=stNumberInput], ' +
        '[data-testid=stDateInput], [data-testid=stFileUploader], [data-testid=stDataFrame], label';
    const leads = group => group && [...reached].some(one => group.contains(one));
    const excused = element =>
        leads(element.closest(ARROWS)) || element.tabIndex < 0 && leads(element.closest(PARTS));
    const LEFT_OUT = '[aria-hidden=true], [inert], :disabled, [aria-disabled=true], [data-testid=stPlotlyChart]';
    const shown = element => element.checkVisibility({visibilityProperty: true}) && element.getClientRects().length &&
        !element.closest(LEFT_OUT);
    // What stands before the start is walked on another screen.
    const before = walk.stops[0].element;
    for (const element of all) {
        if (before.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING) continue;
        if (!shown(element) || reached.has(element)) continue;
        const operable = element.matches(OPERABLE);
        const style = getComputedStyle(element);
        const hand = style.cursor === 'pointer' && style.pointerEvents !== 'none' &&
            getComputedStyle(element.parentElement ?? element).cursor !== 'pointer';
        if (!operable && !hand) continue;
        const around = wholes.some(one => one.contains(element)) || [...reached].some(one => element.contains(one));
        if (!around && !excused(element)) faults.push(`not reached: ${name(element)}`);
    }
    for (const stop of walk.stops.slice(1)) {
        const unseen = stop.element.isConnected && stop.look === walk.look(stop.element);
        if (unseen) faults.push(`not seen: ${name(stop.element)}`);
        if (stop.element.tabIndex > 0) faults.push(`order forced: ${name(stop.element)}`);
    }
    walk.stops.forEach((stop, number) => {
        const before = walk.stops[number - 1];
        if (before && !before.element.contains(stop.element) && stop.bottom <= before.top && stop.left < before.right)
            faults.push(`out of order: ${name(before.element)} then ${name(stop.element)}`);
    });
    walk.end();
    return faults;
}"""


FOCUSED = """() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    if (!at || at === document.body) return '';
    const keyed = [...(at.closest('[class*="st-key-"]')?.classList ?? [])].find(name => name.startsWith('st-key-'));
    const group = at.closest('[role=radiogroup]')?.getAttribute('aria-label');
    const labels = [...(at.labels ?? [])].map(label => label.textContent);
    const words = at.matches('a, button, summary') ? at.textContent : '';
    const kind = at.closest('canvas') ? 'grid' : at.matches('input, textarea, select') ? 'field' : 'way';
    const names = [at.getAttribute('aria-label') ?? labels[0], group, words, keyed];
    return names.filter(Boolean).map(name => `${kind} ${name.trim()}`).join(' | ');
}"""
# What the page needs for its tables and for the signs of the focus is there a moment after the page.
LISTENING = "document.documentElement.style.getPropertyValue('--keyboard-colour')"
TOP, CHOICES = "[data-testid=stSkipToContent]", "[class*=st-key-lang] [role=radio][aria-checked=true]"


def faults_of_walk(page: Page, start: str = TOP) -> list[str]:
    """What keeps a person without a mouse out, from a place on; what stands before it is walked elsewhere."""
    page.wait_for_function(LISTENING)
    found = _walked(page, start)
    # A part that comes late is not reached, and one that is replaced is not the one that was: a fault stays one.
    for _ in range(2):
        if found:
            settle(page)
            found = _walked(page, start)
    return found


def _walked(page: Page, start: str) -> list[str]:
    keys = page.context.new_cdp_session(page)
    page.evaluate(WALK, start)
    pressed = 0
    while pressed < MOST_PRESSES and not page.evaluate("window.keyboardWalk.round"):
        for _ in range(AT_ONCE):
            keys.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **TAB})
        pressed += AT_ONCE
    found: list[str] = page.evaluate(FAULTS)
    keys.detach()
    return found


def tab_to(page: Page, words: str) -> None:
    """On with Tab until something of that name, label or key has the focus."""
    page.wait_for_function(LISTENING)
    passed: list[str] = []
    while len(passed) < MOST_PRESSES:
        page.keyboard.press("Tab")
        passed.append(page.evaluate(FOCUSED))
        if words in passed[-1]:
            return
    raise AssertionError(f"{words} is not reached: {list(dict.fromkeys(passed))}")
