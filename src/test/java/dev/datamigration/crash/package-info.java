/** The operator killed at any moment: nothing may be lost or doubled, and nothing may be told to the wrong ears. */
package dev.datamigration.crash;
