import { Module, type DynamicModule } from '@nestjs/common';
import { AssetsController } from './assets.controller.js';
import { HomePage } from './home/home.page.js';
import { OrganisationsPage } from './organisations/organisations.page.js';
import { Shown } from './shown.js';
import { TrustPage } from './trust/trust.page.js';
import { Views } from './views.js';

/** Pages for people. */
@Module({})
export class PagesModule {
  static showing(shown: Shown): DynamicModule {
    return {
      module: PagesModule,
      controllers: [AssetsController, HomePage, OrganisationsPage, TrustPage],
      providers: [Views, { provide: Shown, useValue: shown }],
    };
  }
}
