package dev.holdfast.myapp.controllers;

import dev.holdfast.http.EntityTag;
import dev.holdfast.http.Preconditions;
import dev.holdfast.http.Request;
import dev.holdfast.http.Response;
import dev.holdfast.myapp.models.NewProduct;
import dev.holdfast.myapp.models.Product;
import dev.holdfast.myapp.models.ProductChange;
import dev.holdfast.myapp.models.ProductId;
import dev.holdfast.myapp.models.ProductQuery;
import dev.holdfast.myapp.services.ProductService;

/** Speaks HTTP for products; decides nothing. */
public final class ProductController {

    private final ProductService products;

    public ProductController(ProductService products) {
        this.products = products;
    }

    public Response list(Request request, ProductQuery query) {
        return Response.ok("products", products.list(query));
    }

    public Response show(Request request) {
        var product = products.find(request.path("id", ProductId::parse));
        return Response.ok("product", product).tagged(version(product));
    }

    public Response create(Request request, NewProduct draft) {
        var product = products.create(draft);
        return Response.created("/api/v1/products/" + product.id(), "product", product)
                .tagged(version(product));
    }

    public Response change(Request request, ProductChange change) {
        var product = products.change(
                request.path("id", ProductId::parse),
                change,
                current -> Preconditions.require(request, version(current)));
        return Response.ok("product", product).tagged(version(product));
    }

    public Response delete(Request request) {
        products.delete(
                request.path("id", ProductId::parse), current -> Preconditions.require(request, version(current)));
        return Response.noContent();
    }

    private static EntityTag version(Product product) {
        return EntityTag.strong("v" + product.version());
    }
}
