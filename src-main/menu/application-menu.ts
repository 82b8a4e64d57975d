import { Menu } from 'electron';
import { menuCommands, menuTemplate } from './menu';
import type { MenuOptions } from './menu';

/** The program's menu bar. */
export class ApplicationMenu {
  constructor(private readonly options: () => MenuOptions) {}

  /** Builds it anew, in the language of now. */
  build(): void {
    Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(this.options())));
  }

  /** Offers what does something just now, and nothing else. */
  refresh(): void {
    const menu = Menu.getApplicationMenu();
    const { isOffered } = this.options();
    for (const command of menuCommands) {
      const item = menu?.getMenuItemById(command);
      if (item) item.enabled = isOffered(command);
    }
  }
}
