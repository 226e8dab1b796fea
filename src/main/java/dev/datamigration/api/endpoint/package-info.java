/** Says how a task reaches its two databases: hosts, logins, TLS, references to Secrets. */
package dev.datamigration.api.endpoint;
