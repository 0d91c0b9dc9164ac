import { editPageBody, orderPagesBody, uploadForm } from './documents.ts';
import { plainChangeBody, requestView, uploadAnswer } from './requests.ts';
import { pictureQuery, type RouteContract } from './route.ts';

const request = '/requests/{requestId}';
const page = `${request}/pages/{pageId}` as const;

/** The paper of a request, page by page. */
export const pageRoutes = {
  uploadFiles: {
    method: 'post',
    path: `${request}/files`,
    tag: 'pages',
    kind: 'write',
    summary: 'Take in scans, photographs or one PDF',
    form: uploadForm,
    answer: uploadAnswer,
  },
  pagePicture: {
    method: 'get',
    path: `${page}/image`,
    tag: 'pages',
    kind: 'read',
    summary: 'A page as it stands',
    query: pictureQuery,
    answer: 'image/jpeg',
  },
  pageOriginal: {
    method: 'get',
    path: `${page}/original`,
    tag: 'pages',
    kind: 'read',
    summary: 'A page as it came in',
    query: pictureQuery,
    answer: 'image/jpeg',
  },
  editPage: {
    method: 'put',
    path: `${page}/edit`,
    tag: 'pages',
    kind: 'write',
    summary: 'Turn and crop, always from the page as it came in',
    body: editPageBody,
    answer: requestView,
  },
  removePage: {
    method: 'post',
    path: `${page}/remove`,
    tag: 'pages',
    kind: 'write',
    summary: 'Take a page out',
    body: plainChangeBody,
    answer: requestView,
  },
  restorePage: {
    method: 'post',
    path: `${page}/restore`,
    tag: 'pages',
    kind: 'write',
    summary: 'Put a page back, last',
    body: plainChangeBody,
    answer: requestView,
  },
  removeDocument: {
    method: 'post',
    path: `${request}/document/remove`,
    tag: 'pages',
    kind: 'write',
    summary: 'Take the whole document out, so that another may come in; the only change that a PDF allows',
    body: plainChangeBody,
    answer: requestView,
  },
  orderPages: {
    method: 'put',
    path: `${request}/pages/order`,
    tag: 'pages',
    kind: 'write',
    summary: 'Order the pages',
    body: orderPagesBody,
    answer: requestView,
  },
} as const satisfies Record<string, RouteContract>;
