/** What Argo CD does with the scripts of examples/argocd, as far as the tests need it. */
package dev.datamigration.testing.argocd;
