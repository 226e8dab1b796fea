/** Alerts put into words, in English and Chinese. Pure. */
package dev.datamigration.alert.message;
