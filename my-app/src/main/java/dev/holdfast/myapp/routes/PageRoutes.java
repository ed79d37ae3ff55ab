package dev.holdfast.myapp.routes;

import static dev.holdfast.routing.Routes.group;

import dev.holdfast.files.StaticFiles;
import dev.holdfast.routing.Routes;

/** The page by which a newcomer tries it all in a browser, and the files it is made of. */
public final class PageRoutes {

    /**
     * Only what comes from here, and nothing written into the page. In place of the house's policy for pages, which asks for https:
     * there is none on one's own machine, nor for a phone beside it.
     */
    private static final String POLICY = "default-src 'none';script-src 'self';style-src 'self';connect-src 'self';"
            + "img-src 'self';base-uri 'none';form-action 'none';frame-ancestors 'none'";

    private PageRoutes() {}

    public static Routes all() {
        var files = StaticFiles.packedWith(PageRoutes.class, "page").open().header("Content-Security-Policy", POLICY);
        return group("/", files.at("/", "index.html"), files.at("/page"));
    }
}
