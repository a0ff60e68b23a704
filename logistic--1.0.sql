/* logistic--1.0.sql */

-- complain if script is sourced in psql, rather than via CREATE EXTENSION
\echo Use "CREATE EXTENSION logistic" to load this file. \quit

--
-- 1. Elementwise functions
--

--
-- 2. The type logistic_model
--

--
-- 3. The type logistic_options
--

--
-- 4. The aggregate logistic_fit
--

--
-- 5. Looking at a model
--

--
-- 6. Scoring
--
