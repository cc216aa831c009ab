export { default } from "../../orders/loading";
