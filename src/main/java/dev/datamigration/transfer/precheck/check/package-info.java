/** What every item of the precheck is made of: the questions it may ask and the answers it may give. */
package dev.datamigration.transfer.precheck.check;
