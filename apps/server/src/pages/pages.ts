import { AssetsController } from './assets.controller.js';
import { HomePage } from './home/home.page.js';
import { OrganisationsPage } from './organisations/organisations.page.js';
import { TrustPage } from './trust/trust.page.js';

/** Pages for people. */
export const pages = [AssetsController, HomePage, OrganisationsPage, TrustPage];
