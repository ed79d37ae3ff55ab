/** The table of routes, and the handler that hands each request to the route it names. */
@NullMarked
package dev.holdfast.routing;

import org.jspecify.annotations.NullMarked;
