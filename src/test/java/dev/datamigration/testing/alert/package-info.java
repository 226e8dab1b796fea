/** Robots, clocks and settings for tests of alerts. */
package dev.datamigration.testing.alert;
