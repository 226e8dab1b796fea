/** The kinds' parts about alerts: rules, channels, and what became of each alert. */
package dev.datamigration.api.alert;
