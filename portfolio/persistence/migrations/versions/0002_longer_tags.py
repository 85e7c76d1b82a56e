"""longer tags"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("initiative_tags", schema=None) as batch_op:
        batch_op.alter_column(
            "tag", existing_type=sa.VARCHAR(length=60), type_=sa.String(length=120), existing_nullable=False
        )

    with op.batch_alter_table("rules", schema=None) as batch_op:
        batch_op.alter_column(
            "tag", existing_type=sa.VARCHAR(length=60), type_=sa.String(length=120), existing_nullable=False
        )


def downgrade() -> None:
    with op.batch_alter_table("rules", schema=None) as batch_op:
        batch_op.alter_column(
            "tag", existing_type=sa.String(length=120), type_=sa.VARCHAR(length=60), existing_nullable=False
        )

    with op.batch_alter_table("initiative_tags", schema=None) as batch_op:
        batch_op.alter_column(
            "tag", existing_type=sa.String(length=120), type_=sa.VARCHAR(length=60), existing_nullable=False
        )
