/** The shelf of products, open to everybody. */

import * as api from './api.js';
import { element } from './elements.js';

const AT_ONCE = 20;
const PRICE = new Intl.NumberFormat(undefined, { minimumFractionDigits: 2, maximumFractionDigits: 2 });

const shelf = document.getElementById('shelf');
const notice = document.getElementById('products-notice');
const more = document.getElementById('more');

let next = null;

export async function showProducts() {
    const cursor = next === null ? '' : `&cursor=${encodeURIComponent(next)}`;
    try {
        const { data, page } = await api.get(`/products?limit=${AT_ONCE}${cursor}`);
        shelf.append(...data.products.map(line));
        next = page?.next ?? null;
        notice.textContent = shelf.childElementCount === 0 ? 'There are none yet. An admin adds them by the API.' : '';
        more.textContent = 'Show more';
        more.hidden = next === null;
    } catch (refusal) {
        notice.textContent = refusal.message;
        more.textContent = 'Try again';
        more.hidden = false;
    }
}

/** Prices are whole cents, so that nothing is ever rounded. */
function line(product) {
    return element('li', { className: 'product' },
        element('h3', {}, product.name),
        element('p', { className: 'price' }, PRICE.format(product.price / 100)),
        element('p', { className: 'description' }, product.description ?? ''));
}

more.addEventListener('click', showProducts);
