using System;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BankCrm.Infrastructure.Migrations
{
    /// <inheritdoc />
    public partial class CaseQueuesAndEnquiryClocks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "queue_id",
                table: "service_cases",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "clock",
                table: "enquiry_steps",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "escalated_at",
                table: "enquiries",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "is_paused",
                table: "enquiries",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "legal_limit",
                table: "enquiries",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "time_asked_by",
                table: "enquiries",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "skill",
                table: "case_topics",
                type: "character varying(30)",
                maxLength: 30,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "queue_id",
                table: "case_steps",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "enquiry_clocks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    enquiry_id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    counted_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    next_warning_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    time_due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    time_pauses = table.Column<string>(type: "jsonb", nullable: false),
                    time_started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    time_stopped_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    time_target = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    time_total = table.Column<TimeSpan>(type: "interval", nullable: false),
                    time_warned = table.Column<int>(type: "integer", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_enquiry_clocks", x => x.id);
                    table.ForeignKey(
                        name: "fk_enquiry_clocks_branches_branch_id",
                        column: x => x.branch_id,
                        principalTable: "branches",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_enquiry_clocks_enquiries_enquiry_id",
                        column: x => x.enquiry_id,
                        principalTable: "enquiries",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_service_cases_branch_received",
                table: "service_cases",
                columns: new[] { "branch_id", "received_at", "id" },
                filter: "ended_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_service_cases_out_of_queue",
                table: "service_cases",
                columns: new[] { "queue_id", "owner_id" },
                filter: "queue_id is not null and ended_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_service_cases_received",
                table: "service_cases",
                columns: new[] { "received_at", "id" },
                filter: "ended_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_service_cases_waiting",
                table: "service_cases",
                columns: new[] { "queue_id", "due_at", "id" },
                filter: "ended_at is null and owner_id is null and queue_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_enquiry_clocks_branch_id",
                table: "enquiry_clocks",
                column: "branch_id");

            migrationBuilder.CreateIndex(
                name: "ix_enquiry_clocks_enquiry_id",
                table: "enquiry_clocks",
                column: "enquiry_id");

            migrationBuilder.CreateIndex(
                name: "ix_enquiry_clocks_next_warning_at",
                table: "enquiry_clocks",
                column: "next_warning_at",
                filter: "next_warning_at is not null");

            migrationBuilder.AddForeignKey(
                name: "fk_service_cases_work_queues_queue_id",
                table: "service_cases",
                column: "queue_id",
                principalTable: "work_queues",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            // Enquiries that are there already are given the clocks they would have had. What was due meanwhile is told of once.
            migrationBuilder.Sql(
                """
                select set_config('crm.scope', 'all', true);
                update enquiries set legal_limit = 15 where kind = 'Complaint';
                insert into enquiry_clocks (id, enquiry_id, branch_id, kind, time_target, time_started_at, time_due_at, time_total, time_stopped_at, time_warned, time_pauses,
                  counted_until, next_warning_at, changed_at)
                select gen_random_uuid(), e.id, e.branch_id, k.kind, k.target, e.received_at, k.due, k.due - e.received_at, k.stopped, 0, '[]',
                  k.stopped, case when k.stopped is null then e.received_at + (k.due - e.received_at) / 2 end, now()
                from enquiries e cross join lateral (values
                  ('FirstAnswer', '48 Hours Elapsed', e.received_at + interval '48 hours', coalesce(e.answered_at, e.ended_at)),
                  ('Closure', '48 Hours Elapsed', e.received_at + interval '48 hours', e.ended_at),
                  ('Legal', '15 Days Calendar',
                    (date_trunc('day', e.received_at at time zone 'Asia/Shanghai') + interval '16 days' - interval '1 second') at time zone 'Asia/Shanghai', e.ended_at))
                  k(kind, target, due, stopped)
                where k.kind <> 'Legal' or e.kind = 'Complaint';
                update enquiries e set due_at = k.due
                from (select enquiry_id, coalesce(min(time_due_at) filter (where time_stopped_at is null), max(time_due_at)) due from enquiry_clocks group by enquiry_id) k
                where k.enquiry_id = e.id;
                """);
            migrationBuilder.Sql(RowSecuritySql.Protect("enquiry_clocks"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_service_cases_work_queues_queue_id",
                table: "service_cases");

            migrationBuilder.DropTable(
                name: "enquiry_clocks");

            migrationBuilder.DropIndex(
                name: "ix_service_cases_branch_received",
                table: "service_cases");

            migrationBuilder.DropIndex(
                name: "ix_service_cases_out_of_queue",
                table: "service_cases");

            migrationBuilder.DropIndex(
                name: "ix_service_cases_received",
                table: "service_cases");

            migrationBuilder.DropIndex(
                name: "ix_service_cases_waiting",
                table: "service_cases");

            migrationBuilder.DropColumn(
                name: "queue_id",
                table: "service_cases");

            migrationBuilder.DropColumn(
                name: "clock",
                table: "enquiry_steps");

            migrationBuilder.DropColumn(
                name: "escalated_at",
                table: "enquiries");

            migrationBuilder.DropColumn(
                name: "is_paused",
                table: "enquiries");

            migrationBuilder.DropColumn(
                name: "legal_limit",
                table: "enquiries");

            migrationBuilder.DropColumn(
                name: "time_asked_by",
                table: "enquiries");

            migrationBuilder.DropColumn(
                name: "skill",
                table: "case_topics");

            migrationBuilder.DropColumn(
                name: "queue_id",
                table: "case_steps");
        }
    }
}
