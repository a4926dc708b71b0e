import { Module } from '@nestjs/common';
import { AssetsController } from './assets.controller.js';
import { HomePage } from './home/home.page.js';
import { OrganisationsPage } from './organisations/organisations.page.js';
import { TrustPage } from './trust/trust.page.js';
import { Views } from './views.js';

/** Pages for people. */
@Module({
  controllers: [AssetsController, HomePage, OrganisationsPage, TrustPage],
  providers: [Views],
})
export class PagesModule {}
