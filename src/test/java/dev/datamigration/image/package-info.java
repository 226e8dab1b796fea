/** What the container image is made of besides the application, and the tests of the image: see docs/image.md. */
package dev.datamigration.image;
