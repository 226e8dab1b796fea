/** Lays out what the container image holds besides the application: see docs/image.md. */
package dev.datamigration.image;
