import { AssetsController } from './assets.controller.js';
import { HomePage } from './home/home.page.js';
import { OrganisationsPage } from './organisations/organisations.page.js';
import { SignInPage } from './sign-in/sign-in.page.js';
import { TrustPage } from './trust/trust.page.js';

/** Pages for people; before the API, as both answer at the address of the sign-in. */
export const pages = [AssetsController, HomePage, OrganisationsPage, SignInPage, TrustPage];
