using System;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BankCrm.Infrastructure.Migrations
{
    /// <inheritdoc />
    public partial class QueuesAndAbsences : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "queue_id",
                table: "follow_ups",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "on_behalf_of",
                table: "follow_up_steps",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "queue_id",
                table: "follow_up_steps",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "absences",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    staff_id = table.Column<Guid>(type: "uuid", nullable: false),
                    deputy_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    until = table.Column<DateOnly>(type: "date", nullable: false),
                    entered_by = table.Column<Guid>(type: "uuid", nullable: false),
                    cancelled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_absences", x => x.id);
                    table.CheckConstraint("ck_absences_days", "\"from\" <= until");
                    table.CheckConstraint("ck_absences_deputy", "staff_id <> deputy_id");
                    table.ForeignKey(
                        name: "fk_absences_staff_deputy_id",
                        column: x => x.deputy_id,
                        principalTable: "staff",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_absences_staff_staff_id",
                        column: x => x.staff_id,
                        principalTable: "staff",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "work_queues",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    takes = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    way = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    needs = table.Column<string[]>(type: "text[]", nullable: false),
                    wishes = table.Column<string[]>(type: "text[]", nullable: false),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    weights_free = table.Column<int>(type: "integer", nullable: false),
                    weights_language = table.Column<int>(type: "integer", nullable: false),
                    weights_looks_after = table.Column<int>(type: "integer", nullable: false),
                    weights_skills = table.Column<int>(type: "integer", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_work_queues", x => x.id);
                    table.ForeignKey(
                        name: "fk_work_queues_branches_branch_id",
                        column: x => x.branch_id,
                        principalTable: "branches",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "decisions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    queue_id = table.Column<Guid>(type: "uuid", nullable: false),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: true),
                    chosen_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                    counted = table.Column<string>(type: "jsonb", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_decisions", x => x.id);
                    table.ForeignKey(
                        name: "fk_decisions_branches_branch_id",
                        column: x => x.branch_id,
                        principalTable: "branches",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_decisions_staff_chosen_id",
                        column: x => x.chosen_id,
                        principalTable: "staff",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_decisions_work_queues_queue_id",
                        column: x => x.queue_id,
                        principalTable: "work_queues",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "queue_members",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    queue_id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    staff_id = table.Column<Guid>(type: "uuid", nullable: false),
                    capacity = table.Column<int>(type: "integer", nullable: false),
                    skills = table.Column<string[]>(type: "text[]", nullable: false),
                    speaks_chinese = table.Column<bool>(type: "boolean", nullable: false),
                    speaks_english = table.Column<bool>(type: "boolean", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_queue_members", x => x.id);
                    table.CheckConstraint("ck_queue_members_capacity", "capacity > 0");
                    table.ForeignKey(
                        name: "fk_queue_members_branches_branch_id",
                        column: x => x.branch_id,
                        principalTable: "branches",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_queue_members_staff_staff_id",
                        column: x => x.staff_id,
                        principalTable: "staff",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_queue_members_work_queues_queue_id",
                        column: x => x.queue_id,
                        principalTable: "work_queues",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_follow_ups_out_of_queue",
                table: "follow_ups",
                columns: new[] { "queue_id", "owner_id" },
                filter: "queue_id is not null and ended_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_follow_ups_waiting",
                table: "follow_ups",
                columns: new[] { "queue_id", "due_at", "id" },
                filter: "ended_at is null and owner_id is null and queue_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_absences_deputy_id_until",
                table: "absences",
                columns: new[] { "deputy_id", "until" });

            migrationBuilder.CreateIndex(
                name: "ix_absences_staff_id_until",
                table: "absences",
                columns: new[] { "staff_id", "until" });

            migrationBuilder.CreateIndex(
                name: "ix_absences_until",
                table: "absences",
                column: "until");

            migrationBuilder.CreateIndex(
                name: "ix_decisions_branch_id",
                table: "decisions",
                column: "branch_id");

            migrationBuilder.CreateIndex(
                name: "ix_decisions_chosen_id",
                table: "decisions",
                column: "chosen_id");

            migrationBuilder.CreateIndex(
                name: "ix_decisions_queue_id_chosen_id_at",
                table: "decisions",
                columns: new[] { "queue_id", "chosen_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_decisions_subject_id_at",
                table: "decisions",
                columns: new[] { "subject_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_queue_members_branch_id",
                table: "queue_members",
                column: "branch_id");

            migrationBuilder.CreateIndex(
                name: "ix_queue_members_staff_id",
                table: "queue_members",
                column: "staff_id");

            migrationBuilder.CreateIndex(
                name: "ux_queue_members_staff",
                table: "queue_members",
                columns: new[] { "queue_id", "staff_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_work_queues_branch_id_name_id",
                table: "work_queues",
                columns: new[] { "branch_id", "name", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_work_queues_name",
                table: "work_queues",
                columns: new[] { "branch_id", "name" },
                unique: true,
                filter: "closed_at is null");

            migrationBuilder.AddForeignKey(
                name: "fk_follow_ups_work_queues_queue_id",
                table: "follow_ups",
                column: "queue_id",
                principalTable: "work_queues",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.Sql(RowSecuritySql.Protect("work_queues"));
            migrationBuilder.Sql(RowSecuritySql.Protect("queue_members"));
            migrationBuilder.Sql(RowSecuritySql.Protect("decisions"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_follow_ups_work_queues_queue_id",
                table: "follow_ups");

            migrationBuilder.DropTable(
                name: "absences");

            migrationBuilder.DropTable(
                name: "decisions");

            migrationBuilder.DropTable(
                name: "queue_members");

            migrationBuilder.DropTable(
                name: "work_queues");

            migrationBuilder.DropIndex(
                name: "ix_follow_ups_out_of_queue",
                table: "follow_ups");

            migrationBuilder.DropIndex(
                name: "ix_follow_ups_waiting",
                table: "follow_ups");

            migrationBuilder.DropColumn(
                name: "queue_id",
                table: "follow_ups");

            migrationBuilder.DropColumn(
                name: "on_behalf_of",
                table: "follow_up_steps");

            migrationBuilder.DropColumn(
                name: "queue_id",
                table: "follow_up_steps");
        }
    }
}
