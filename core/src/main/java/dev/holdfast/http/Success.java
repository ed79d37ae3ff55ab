package dev.holdfast.http;

import dev.holdfast.Page;
import org.jspecify.annotations.Nullable;

/**
 * The envelope of every answer that succeeded: {@code {"status":"success","data":{...}}}, and for a list its page.
 *
 * @param data a record, or a map from one name to one thing
 * @param page where the list goes on; null where the answer is not a page
 */
public record Success(Object data, @Nullable Page<?> page) {}
