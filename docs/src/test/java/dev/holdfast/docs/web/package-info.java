/** What the page on browsers shows. */
@NullMarked
package dev.holdfast.docs.web;

import org.jspecify.annotations.NullMarked;
