"""Joins the parts: settings to backend, rules, view and executor.  The only place that knows them all."""
