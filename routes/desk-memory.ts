import { Hono } from "hono";
import type { AppEnv } from "./context.ts";

export const deskMemoryRoutes = new Hono<AppEnv>();
