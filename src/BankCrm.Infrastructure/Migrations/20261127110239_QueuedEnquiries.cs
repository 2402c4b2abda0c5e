using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BankCrm.Infrastructure.Migrations
{
    /// <inheritdoc />
    public partial class QueuedEnquiries : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "waiting",
                table: "plan_scans",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<Guid>(
                name: "queue_id",
                table: "enquiry_steps",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "to_id",
                table: "enquiry_steps",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "queue_id",
                table: "enquiries",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "most_a_day",
                table: "action_plans",
                type: "integer",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_enquiries_out_of_queue",
                table: "enquiries",
                columns: new[] { "queue_id", "owner_id" },
                filter: "queue_id is not null and ended_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_enquiries_waiting",
                table: "enquiries",
                columns: new[] { "queue_id", "due_at", "id" },
                filter: "ended_at is null and owner_id is null and queue_id is not null");

            migrationBuilder.AddForeignKey(
                name: "fk_enquiries_work_queues_queue_id",
                table: "enquiries",
                column: "queue_id",
                principalTable: "work_queues",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            // How many wait is shown to whoever sees the plan; only the search itself writes.
            migrationBuilder.Sql("create policy seen_with_plan on plan_scans for select using (exists (select from action_plans p where p.id = plan_scans.plan_id));");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("drop policy seen_with_plan on plan_scans;");

            migrationBuilder.DropForeignKey(
                name: "fk_enquiries_work_queues_queue_id",
                table: "enquiries");

            migrationBuilder.DropIndex(
                name: "ix_enquiries_out_of_queue",
                table: "enquiries");

            migrationBuilder.DropIndex(
                name: "ix_enquiries_waiting",
                table: "enquiries");

            migrationBuilder.DropColumn(
                name: "waiting",
                table: "plan_scans");

            migrationBuilder.DropColumn(
                name: "queue_id",
                table: "enquiry_steps");

            migrationBuilder.DropColumn(
                name: "to_id",
                table: "enquiry_steps");

            migrationBuilder.DropColumn(
                name: "queue_id",
                table: "enquiries");

            migrationBuilder.DropColumn(
                name: "most_a_day",
                table: "action_plans");
        }
    }
}
