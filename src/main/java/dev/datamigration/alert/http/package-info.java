/** Sends alerts over HTTP, to allowed addresses only: see {@link dev.datamigration.alert.http.AddressRules}. */
package dev.datamigration.alert.http;
