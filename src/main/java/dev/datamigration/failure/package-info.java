/** Errors as values: a stable code, who can end it, what happened and what to do. Never a password in any of them. */
package dev.datamigration.failure;
