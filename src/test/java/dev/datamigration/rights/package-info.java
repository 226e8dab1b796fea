/** The operator's own rights: it uses every one that the chart gives it, and does not get along without any. */
package dev.datamigration.rights;
