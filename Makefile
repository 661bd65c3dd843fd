migrations-reset:
	rm -f accounts/migrations/0*.py content/migrations/0*.py quizzes/migrations/0*.py
	.venv/bin/python manage.py makemigrations -v 0 -n start accounts content quizzes

lock:
	.venv/bin/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -q pyproject.toml -o requirements.txt
	.venv/bin/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -q pyproject.toml --extra postgres --group dev -o requirements-dev.txt
