export { PackageForm, packageOf, typedPackage } from './package-form.tsx';
export { PackagesPage } from './packages-page.tsx';
