/** Logins and keys from Secrets, used only where the Secret says that they may be. */
package dev.datamigration.kubernetes.secret;
